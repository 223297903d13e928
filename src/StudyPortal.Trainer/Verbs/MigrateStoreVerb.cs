using System.CommandLine;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Moving;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>migrate-store</c>: a portal on SQLite becomes one on PostgreSQL.</summary>
internal static class MigrateStoreVerb
{
    public static Command Create()
    {
        var data = new DataOption();
        var verb = new Command(
            "migrate-store",
            "Move the rows of a stopped portal from SQLite to the empty PostgreSQL database that Storage__Provider=postgres and Storage__Connection name, and compare every table.") { data };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var root = data.Open(parsed);
            using var alone = Service.TrainerLock.TryTake(root) ?? throw new VerbException($"A trainer still works on {root.Folder}. Stop it first.");
            await output.WriteLineAsync(Line("rows", "SHA-256, the same on both sides", "table"));
            var copied = await new MoveToPostgres(root, StorageSettings.OfEnvironment(), TimeProvider.System).ExecuteAsync(
                table => output.WriteLine(Line(FormattableString.Invariant($"{table.Rows.Rows}"), table.Rows.Sha256, table.Name)), cancellationToken);
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{copied.Count} tables with {copied.Sum(table => table.Rows.Rows)} rows are in PostgreSQL. Start the portal with the same settings, over this data folder; {Path.GetFileName(root.Database)} stays as it was."));
        });
        return verb;
    }

    private static string Line(string rows, string hash, string table) => $"{rows,10}  {hash,-64}  {table}";
}
