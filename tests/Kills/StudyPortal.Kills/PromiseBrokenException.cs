namespace StudyPortal.Kills;

/// <summary>Something that the portal promises is not so.</summary>
internal sealed class PromiseBrokenException(string message) : Exception(message);
