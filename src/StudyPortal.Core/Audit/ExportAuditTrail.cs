using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Audit;

/// <summary>Writes the whole trail as JSON lines, for people outside who verify it themselves.</summary>
public sealed class ExportAuditTrail(IDbContextFactory<PortalDb> databases)
{
    public async Task ExecuteAsync(Stream target, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var lines = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await foreach (var e in db.Set<AuditEvent>().AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
            await lines.WriteLineAsync(AuditLine.Of(e).AsMemory(), cancellationToken);
    }
}
