"""Content types, relationships (ECMA-376 part 2) and properties of the document."""

TYPES = """
Types
  Default* Extension=rels|xml|png|jpeg|jpg|bin|vml ContentType=any
  Override* PartName=any ContentType=any
"""
# Both are compared with the parts that there are, see ``judging``.

RELATIONSHIPS = """
Relationships
  Relationship* Id=link-id Type=any Target=any TargetMode=Internal|External
"""

CORE = """
cp:coreProperties
  dc:creator,cp:lastModifiedBy,dc:description,dc:subject,cp:keywords,cp:category :empty
  dc:title :shown
  dc:language :language
  cp:revision,cp:version :n
  dcterms:created,dcterms:modified xsi:type=|dcterms:W3CDTF :date
  cp:lastPrinted :date
"""

APP = """
Properties
  Application :program
  AppVersion :version
  DocSecurity,TotalTime :n
  ScaleCrop,LinksUpToDate,SharedDoc,HyperlinksChanged :b
  Template,Company,Manager,HyperlinkBase :empty
  HeadingPairs
    vt:vector size=n baseType=|variant
      vt:variant*
        vt:lpstr :heading
        vt:i4 :n
  TitlesOfParts
    vt:vector size=n baseType=|lpstr
      vt:lpstr* :title-of-part
"""

CUSTOM = """
Properties
  property* fmtid=|{D5CDD505-2E9C-101B-9397-08002B2CF9AE} pid=n name=identity
    vt:lpwstr :any
"""
