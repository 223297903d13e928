using System.CommandLine;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>restore</c>: a backup into an empty data root.</summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var data = new DataOption();
        var folder = new Argument<string>("FOLDER") { Description = "Where backups are kept; it is only read." };
        var snapshot = new Option<string?>("--snapshot") { Description = "Which one, by the name of its folder; the last one without it." };
        var verb = new Command("restore", "Put a backup into an empty data folder, and compare every row and file.") { folder, snapshot, data };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            var storage = StorageSettings.OfEnvironment();
            var restored = await new RestoreBackup(data.Open(parsed), storage.BlobKeys).ExecuteAsync(parsed.GetRequiredValue(folder), parsed.GetValue(snapshot), (_, _) => { }, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                FormattableString.Invariant($"the backup of {restored.TakenUtc:u}: {restored.Tables.Values.Sum(table => table.Rows)} rows and {restored.Blobs} files, {(restored.Unverified.Count == 0 ? "all as they were" : "not all of them verified")}"));
            if (storage.IsShared)
                await parsed.InvocationConfiguration.Output.WriteLineAsync("The rows are in a file of SQLite. Before the portal starts, bring them into an empty database on PostgreSQL: studyportal migrate-store with the same --data.");
            if (restored.Unverified.Count > 0) throw new VerbException($"{restored.UnverifiedInWords} The portal cannot read them: give it the key in {BlobKeys.Name}, and say studyportal verify.");
        });
        return verb;
    }
}
