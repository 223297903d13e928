using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Verification;

/// <summary>One thing that is not as it should be.</summary>
/// <param name="What">Which thing, and what is the matter with it.</param>
public sealed record Finding(FindingKind Kind, string What)
{
    private const string FromBackup = "Restore the portal from the last backup before it happened (studyportal restore), and find out who writes to its files.";

    /// <summary>False where room is wasted and nothing more.</summary>
    public bool IsWrong => Kind != FindingKind.BlobUnreferenced;

    public string Remedy => Kind switch
    {
        FindingKind.DatabaseDamaged => "Stop the portal, keep the file, restore the last backup, and have the disk examined.",
        FindingKind.SchemaChanged => "Somebody changed the structure of the database by hand: restore a backup, or undo the change.",
        FindingKind.AnswerChanged or FindingKind.AnswerMissing or FindingKind.AnswerTwice => "The history is the truth: the answers of the study can be made again from it. " + FromBackup,
        FindingKind.BlobMissing or FindingKind.BlobDamaged => "Copy the file of this name from a backup (FOLDER/blobs) into the same place; nothing derived from it can be trusted until then.",
        FindingKind.BlobLocked => $"Add the key that it was encrypted under to {BlobKeys.Name}, behind the first one, and verify again.",
        FindingKind.BlobForeign => "The portal did not put it there: move it away.",
        FindingKind.BlobUnreferenced => "It may be deleted when no import, training or upload is running.",
        FindingKind.OrderChanged => "What readers were shown no longer follows from the seed of the study. " + FromBackup,
        _ => FromBackup,
    };

    /// <summary>In one line.</summary>
    public override string ToString() => $"{Kind}: {What}. {Remedy}";
}
