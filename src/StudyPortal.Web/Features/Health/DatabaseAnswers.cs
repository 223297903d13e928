using StudyPortal.Core.Health;

namespace StudyPortal.Web.Features.Health;

internal sealed class DatabaseAnswers(CheckSchema check) : ReadyCheck
{
    protected override string CauseOfFailure => "The database does not answer.";

    protected override Task<string?> FindTroubleAsync(CancellationToken cancellationToken) => check.ExecuteAsync(cancellationToken);
}
