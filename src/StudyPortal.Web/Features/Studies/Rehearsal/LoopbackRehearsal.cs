using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Rehearsal;

namespace StudyPortal.Web.Features.Studies.Rehearsal;

/// <summary>Reads a study over HTTP from a second portal on a free port of loopback, which has that study alone and of this one's settings the keys of blobs alone.</summary>
internal sealed class LoopbackRehearsal(IWebHostEnvironment environment, BlobKeys keys) : IReadingRehearsal
{
    public async Task<Received> ReadAsync(RehearsedStudy study, IProgress<FilesProgress>? progress, CancellationToken cancellationToken)
    {
        await using var portal = await RehearsalPortal.StartAsync(environment, keys, study, cancellationToken);
        try
        {
            using var reader = await portal.EnterAsync();
            return await new ReaderCrawl(reader, study.Id).ReadAsync(progress, cancellationToken);
        }
        finally
        {
            await portal.StopAsync();
        }
    }
}
