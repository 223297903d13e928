using System.CommandLine;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>backup</c>: a copy of a portal that goes on working.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var data = new DataOption();
        var folder = new Argument<string>("FOLDER") { Description = "Where backups are kept; one that holds earlier ones gets only what is new." };
        var verb = new Command("backup", "Copy the databases, keys and files of a portal, while it runs.") { folder, data };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            var taken = await new TakeBackup(data.Open(parsed), StorageSettings.OfEnvironment(), TimeProvider.System).ExecuteAsync(parsed.GetRequiredValue(folder), (_, _) => { }, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                FormattableString.Invariant($"{taken.TakenUtc:u}: {taken.Tables.Values.Sum(table => table.Rows)} rows, {taken.Blobs} files, {taken.NewBlobs} of them new"));
            if (taken.Unverified.Count > 0) await parsed.InvocationConfiguration.Error.WriteLineAsync(taken.UnverifiedInWords);
            if (taken.Damaged.Count > 0)
                throw new VerbException($"{taken.Damaged.Count} files of the portal are damaged and could not be backed up: {string.Join(", ", taken.Damaged)}. Restore them from an earlier backup.");
            if (taken.Unverified.Count > 0) throw new VerbException("Add the key to the setting, behind the first one, and verify the portal (studyportal verify) before relying on this backup.");
        });
        return verb;
    }
}
