namespace StudyPortal.Core.Reports.Files;

/// <param name="Columns">Their names, divided by commas.</param>
internal sealed record DictionaryEntry(string Columns, string Meaning);
