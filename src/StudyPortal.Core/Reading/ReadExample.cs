using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Reading;

/// <summary>The example image of a score, for a reader of the study.</summary>
public sealed class ReadExample(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <summary>A PNG; null when this person does not read this study, or the score has no example.</summary>
    public async Task<byte[]?> ExecuteAsync(StudyId study, QuestionId question, int score, Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await StudyReader.ActiveAsync(db, study, account, cancellationToken) is null) return null;
        var found = await db.Set<Question>().AsNoTracking().SingleOrDefaultAsync(q => q.Id == question && q.StudyId == study, cancellationToken);
        var example = (found?.Form as ScaleForm)?.Points.FirstOrDefault(point => point.Score == score)?.Example;
        return example is null ? null : await blobs.ReadAsync(example, cancellationToken);
    }
}
