using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Verification;

/// <summary>Every reader of a study that was ever begun has his stored order, and it is the one that its algorithm makes from its seed.</summary>
internal sealed class OrdersCheck : Check
{
    public override string Title => "reading orders";

    public override async IAsyncEnumerable<Finding> FindAsync(PortalDb db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var study in await db.Set<Study>().AsNoTracking().Where(s => s.State != StudyState.Draft).ToListAsync(cancellationToken))
        {
            var design = await FrozenDesign.ReadAsync(db, study, cancellationToken);
            var slots = (await db.Set<ReadingSlot>().AsNoTracking().Where(s => s.StudyId == study.Id).ToListAsync(cancellationToken)).ToLookup(slot => (slot.ReaderId, slot.IsPilot));
            foreach (var reader in await db.Set<StudyReader>().AsNoTracking().Where(r => r.StudyId == study.Id).ToListAsync(cancellationToken))
                foreach (var isPilot in new[] { true, false })
                    if (Problem(study, design, reader, isPilot, [.. slots[(reader.Id, isPilot)].OrderBy(slot => slot.Position)]) is { } problem)
                        yield return new Finding(FindingKind.OrderChanged, $"the order of {reader.Code} in the {(isPilot ? "pilot of the " : "")}study '{study.Name}' {problem}");
        }
    }

    private static string? Problem(Study study, FrozenDesign design, StudyReader reader, bool isPilot, List<ReadingSlot> stored)
    {
        if (stored.Count == 0) return !isPilot && study.OpenedUtc is not null && reader.RemovedUtc is null ? "is missing" : null;
        try
        {
            return design.OrderOf(study, reader, isPilot).Select(Place).SequenceEqual(stored.Select(Place)) ? null : $"is not the one of its seed by {study.OrderAlgorithm}";
        }
        catch (Exception impossible) when (impossible is NotSupportedException or KeyNotFoundException or ArgumentOutOfRangeException)
        {
            return $"cannot be made again: {impossible.Message.TrimEnd('.')}";
        }
    }

    private static (int, StudyItemId, int, SlotPurpose) Place(ReadingSlot slot) => (slot.Position, slot.ItemId, slot.Session, slot.Purpose);
}
