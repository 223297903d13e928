using StudyPortal.Core.Health;

namespace StudyPortal.Web.Features.Health;

internal sealed class FilesCanBeStored(CheckBlobFolder check, CheckBlobKeys keys) : ReadyCheck
{
    protected override string CauseOfFailure => "Files cannot be stored or read.";

    protected override async Task<string?> FindTroubleAsync() => await check.ExecuteAsync(CancellationToken.None) ?? keys.Execute();
}
