"""Defects as people really make them, put into the clean programme: what does validate say?"""
