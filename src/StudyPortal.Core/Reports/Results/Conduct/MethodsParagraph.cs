namespace StudyPortal.Core.Reports.Results;

/// <summary>One paragraph on what was done, in words for a paper: nothing that was not done.</summary>
public sealed record MethodsParagraph(string Title, string Text);
