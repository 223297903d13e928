using StudyPortal.Core.Health;

namespace StudyPortal.Web.Features.Health;

internal sealed class FilesCanBeStored(CheckBlobFolder check) : ReadyCheck
{
    protected override string CauseOfFailure => "Files cannot be stored.";

    protected override Task<string?> FindTroubleAsync(CancellationToken cancellationToken) => check.ExecuteAsync(cancellationToken);
}
