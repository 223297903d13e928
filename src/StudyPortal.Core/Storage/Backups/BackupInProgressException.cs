namespace StudyPortal.Core.Storage.Backups;

/// <summary>Another process is writing to the same folder of backups.</summary>
public sealed class BackupInProgressException(string folder, Exception inner)
    : InvalidOperationException($"Another backup is being written to '{folder}'. Wait until it has ended.", inner);
