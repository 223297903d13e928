namespace StudyPortal.Core.Datasets;

/// <summary>A folder that looks like a data set: its name below its root, and where it lies.</summary>
public sealed record ImportFolder(string Name, string Path);
