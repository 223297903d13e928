using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Planning;

/// <summary>Ratings of some readers and some cases in which nothing is missing: each of the readers scored each of the cases in every arm.</summary>
/// <param name="Ratings">By reader, case and arm.</param>
/// <param name="ReadersThere">Readers with any complete case.</param>
internal sealed record RatedBlock(double[,,] Ratings, int ReadersThere)
{
    private const int Fewest = 2;

    /// <param name="db">Where the answers are.</param>
    /// <param name="scale">A question with a scale.</param>
    /// <param name="ofPilot">Ratings of the pilot, or of the study itself without repeats.</param>
    /// <param name="arms">How many the study has.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null where there are no two such readers and cases.</returns>
    public static async Task<RatedBlock?> FindAsync(PortalDb db, Question scale, bool ofPilot, int arms, CancellationToken cancellationToken)
    {
        var answers = await (
            from slot in db.Set<ReadingSlot>().AsNoTracking()
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join arm in db.Set<StudyArm>() on item.ArmId equals (StudyArmId?)arm.Id
            join answer in db.Set<Answer>() on slot.Id equals answer.SlotId
            where slot.StudyId == scale.StudyId && slot.IsPilot == ofPilot && slot.Purpose == SlotPurpose.Main && item.WithdrawnUtc == null
                && answer.Value != null && answer.QuestionId == scale.Id
            select new { slot.ReaderId, item.CaseId, arm.Ordinal, answer.Value }).ToListAsync(cancellationToken);
        var ratings = answers.ConvertAll(a => new Rated(a.ReaderId, a.CaseId, a.Ordinal, int.Parse(a.Value!, CultureInfo.InvariantCulture)));
        var complete = ratings.GroupBy(r => r.Reader).Select(mine => new CompleteCases(mine.Key, CasesOf(mine, arms))).Where(r => r.Cases.Count > 0).ToList();
        return Largest(complete) is var (readers, cases) ? new RatedBlock(Fill(ratings, readers, cases, arms), complete.Count) : null;
    }

    private static HashSet<CaseId> CasesOf(IEnumerable<Rated> mine, int arms) =>
        [.. mine.GroupBy(r => r.Case).Where(c => c.Select(r => r.Arm).Distinct().Count() == arms).Select(c => c.Key)];

    /// <summary>Takes the readers from the one with the most cases on, one more at a time, and keeps the largest of these blocks; of two as large, that with fewer readers.</summary>
    private static (List<StudyReaderId> Readers, List<CaseId> Cases)? Largest(List<CompleteCases> complete)
    {
        (List<StudyReaderId>, List<CaseId> Cases)? best = null;
        var (readers, shared) = (new List<StudyReaderId>(), new HashSet<CaseId>());
        var size = 0;
        foreach (var reader in complete.OrderByDescending(r => r.Cases.Count).ThenBy(r => r.Reader.Value))
        {
            if (readers.Count == 0) shared.UnionWith(reader.Cases);
            else shared.IntersectWith(reader.Cases);
            readers.Add(reader.Reader);
            if (readers.Count < Fewest || shared.Count < Fewest || readers.Count * shared.Count <= size) continue;
            (best, size) = (([.. readers], [.. shared]), readers.Count * shared.Count);
        }
        return best;
    }

    private static double[,,] Fill(List<Rated> ratings, List<StudyReaderId> readers, List<CaseId> cases, int arms)
    {
        var (rows, columns) = (readers.Index().ToDictionary(r => r.Item, r => r.Index), cases.Index().ToDictionary(c => c.Item, c => c.Index));
        var filled = new double[readers.Count, cases.Count, arms];
        foreach (var rating in ratings)
            if (rows.TryGetValue(rating.Reader, out var row) && columns.TryGetValue(rating.Case, out var column))
                filled[row, column, rating.Arm] = rating.Score;
        return filled;
    }

    private sealed record Rated(StudyReaderId Reader, CaseId Case, int Arm, int Score);

    private sealed record CompleteCases(StudyReaderId Reader, HashSet<CaseId> Cases);
}
