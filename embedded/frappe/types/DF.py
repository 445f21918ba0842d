"""Names of field types for the annotations in controllers; they carry no behaviour."""

from datetime import date, datetime, timedelta
from typing import Literal

Select = Literal
Table = list
TableMultiSelect = list
Check = Int = Duration = int
Currency = Float = Percent = Rating = float
Date = str | date
Datetime = str | datetime
Time = str | timedelta
JSON = str | dict
Attach = AttachImage = Autocomplete = Barcode = Code = Color = Data = DynamicLink = str
Geolocation = HTMLEditor = Icon = Image = Link = LongText = MarkdownEditor = Password = Phone = str
ReadOnly = Signature = SmallText = Text = TextEditor = str
