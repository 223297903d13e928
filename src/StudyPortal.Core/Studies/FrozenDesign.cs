using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>The arms and items of a study whose maps are fixed.</summary>
/// <param name="Arms">By ordinal.</param>
/// <param name="Items">One per arm and case of the sample and of the calibration block, and one per control.</param>
internal sealed record FrozenDesign(IReadOnlyList<StudyArm> Arms, IReadOnlyList<StudyItem> Items)
{
    public static async Task<FrozenDesign> ReadAsync(PortalDb db, Study study, CancellationToken cancellationToken) => new(
        await StudyArm.ListAsync(db, study.Id, cancellationToken),
        await db.Set<StudyItem>().Where(i => i.StudyId == study.Id).ToListAsync(cancellationToken));

    /// <summary>Fixes the items of a draft to the maps found.</summary>
    public static async Task<FrozenDesign> FixAsync(PortalDb db, Study study, StudyMaps maps, CancellationToken cancellationToken)
    {
        var arms = await StudyArm.ListAsync(db, study.Id, cancellationToken);
        return new FrozenDesign(arms, [.. PlannedItem.Of(study, arms).Select(item => item.ToItem(study.Id, maps.Found[item.Map]))]);
    }

    /// <summary>A reader's places in the pilot, or in the study itself.</summary>
    public IEnumerable<ReadingSlot> OrderOf(Study study, StudyReader reader, bool isPilot) =>
        isPilot ? StoredOrder.ForPilot(study, Arms, Items, reader) : StoredOrder.For(study, Arms, Items, reader);
}
