using StudyPortal.Core.Health;

namespace StudyPortal.Web.Features.Health;

internal sealed class DatabaseAnswers(CheckSchema check, Troubles troubles) : ReadyCheck
{
    protected override string CauseOfFailure => "The database does not answer.";

    protected override async Task<string?> FindTroubleAsync() =>
        await check.ExecuteAsync(CancellationToken.None)
        ?? (troubles.Open.Any(trouble => trouble.Kind == TroubleKind.Database) ? "Nothing can be written to the database." : null);
}
