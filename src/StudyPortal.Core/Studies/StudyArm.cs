using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>One model of the study. Readers never learn which arm they see.</summary>
public sealed class StudyArm
{
    public required StudyArmId Id { get; init; }

    public required StudyId StudyId { get; init; }

    public required ModelId ModelId { get; init; }

    public required NormBranch Branch { get; init; }

    /// <summary>0, 1, 2, ...: also the arm's colour in every figure.</summary>
    public required int Ordinal { get; init; }

    /// <summary>By ordinal.</summary>
    internal static Task<List<StudyArm>> ListAsync(PortalDb db, StudyId study, CancellationToken cancellationToken) =>
        db.Set<StudyArm>().AsNoTracking().Where(arm => arm.StudyId == study).OrderBy(arm => arm.Ordinal).ToListAsync(cancellationToken);
}
