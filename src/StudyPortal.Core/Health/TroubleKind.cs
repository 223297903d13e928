namespace StudyPortal.Core.Health;

public enum TroubleKind
{
    /// <summary>The disk with the data cannot be written.</summary>
    Disk,

    /// <summary>The database does not answer, or takes nothing in.</summary>
    Database,

    /// <summary>A file of the blob store is missing or damaged.</summary>
    File,

    /// <summary>The time of the machine was changed.</summary>
    Clock,
}
