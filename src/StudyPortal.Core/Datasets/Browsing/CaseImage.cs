namespace StudyPortal.Core.Datasets;

/// <summary>A PNG made for a browser, and a tag that changes when the bytes do.</summary>
public sealed record CaseImage(byte[] Png, string Tag);
