using System.CommandLine;
using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>rollback</c>: back to the database of before the last upgrade.</summary>
internal static class RollbackVerb
{
    public static Command Create()
    {
        var data = new DataOption();
        var discard = new Option<bool>("--discard") { Description = "Go back even if something was done since the upgrade, and lose that." };
        var verb = new Command("rollback", "Put the database of before the last upgrade back, so that the version of before can be started again. Stop the portal first.") { data, discard };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            if (StorageSettings.OfEnvironment().IsShared) throw new VerbException("PostgreSQL migrates in place and nothing is kept beside it: restore the backup that was taken before the upgrade.");
            var back = await new RollbackStore(data.Open(parsed), TimeProvider.System).ExecuteAsync(parsed.GetValue(discard), cancellationToken);
            var lost = back.Answers + back.Changes == 0 ? "nothing was done since" : FormattableString.Invariant($"{back.Answers} answers and {back.Changes} other changes since then are only in that file");
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"The database has the schema {back.Schema} again: start the version that made it. The newer one lies in {back.NewerFile}; {lost}.");
        });
        return verb;
    }
}
