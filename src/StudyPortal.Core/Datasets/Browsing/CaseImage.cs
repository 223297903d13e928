namespace StudyPortal.Core.Datasets;

/// <summary>Pixels made for a browser, a tag that changes when the bytes do, and whether they are as they will stay.</summary>
public sealed record CaseImage(byte[] Content, string Tag, bool IsFinal);
