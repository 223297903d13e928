namespace StudyPortal.Core.Storage;

/// <summary>How far the upgrade of a SQLite database is; until it is <see cref="Swapped"/> the database is the old one, untouched.</summary>
public enum UpgradeStep
{
    /// <summary>Nobody else has the database open, and nobody can write to it.</summary>
    Alone,
    Copied,
    Migrated,
    Checked,
    Swapped,
}
