using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>Lays the marks of every place over its raw map. Marks on the slices beside the map's own say nothing of it and are left out.</summary>
public sealed class OverlapReading(BlobStore blobs)
{
    /// <param name="db">Where the study is.</param>
    /// <param name="study">Which one.</param>
    /// <param name="answers">Of all places; those that are no marks are passed over.</param>
    /// <param name="questions">By their position.</param>
    /// <param name="cancellationToken">Looked at before each map.</param>
    /// <exception cref="BlobCorruptException">A map is missing or is not the one that was shown.</exception>
    internal async Task<IReadOnlyList<OverlapFacts>> ReadAsync(
        PortalDb db, StudyId study, IEnumerable<AnswerFacts> answers, IReadOnlyList<QuestionFacts> questions, CancellationToken cancellationToken)
    {
        var ofMarks = questions.Where(question => question.Kind == QuestionFacts.Marks).Select(question => question.Position).ToHashSet();
        var marked = answers.Where(answer => ofMarks.Contains(answer.Question) && answer.Value is not null)
            .Select(answer => (Answer: answer, Marks: Mark.ListOf(answer.Value!))).Where(each => each.Marks.Count > 0).ToList();
        var facts = new List<OverlapFacts>();
        foreach (var perMap in marked.GroupBy(each => new ItemKey(each.Answer.Case, each.Answer.TargetLabel, each.Answer.Arm, each.Answer.Control)))
        {
            var (map, image) = await MapAsync(db, study, perMap.Key, cancellationToken);
            foreach (var (answer, all) in perMap)
            {
                var marks = all.Where(mark => mark.Slice == image.Slice).ToList();
                if (marks.Count > 0 && MarkOverlap.Of(map.Values, MarkCoverage.Of(marks, image.Width, image.Height, map.Width)) is { } overlap) facts.Add(Fact(answer, marks.Count, overlap));
            }
        }
        return [.. facts.OrderBy(f => f.Reader.Length).ThenBy(f => f.Reader, StringComparer.Ordinal).ThenBy(f => f.Position).ThenBy(f => f.Question)];
    }

    private async Task<(Imaging.Display.FloatMap Map, (int Width, int Height, int Slice) Image)> MapAsync(
        PortalDb db, StudyId study, ItemKey of, CancellationToken cancellationToken)
    {
        var found = await (
            from item in db.Set<StudyItem>().AsNoTracking()
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            join map in db.Set<SaliencyMap>() on item.SaliencyMapId equals map.Id
            where item.StudyId == study && shown.Number == of.Case && item.TargetLabel == of.TargetLabel && item.Control == of.Control
                && db.Set<StudyArm>().Where(arm => item.ArmId == arm.Id).Select(arm => (int?)arm.Ordinal).FirstOrDefault() == of.Arm
            select new { map.Raw, shown.Width, shown.Height, shown.KeySlice }).SingleAsync(cancellationToken);
        return (FloatNpy.Read(await blobs.ReadAsync(found.Raw, cancellationToken)), (found.Width, found.Height, found.KeySlice));
    }

    private static OverlapFacts Fact(AnswerFacts answer, int marks, MarkOverlap overlap) => new(
        answer.Reader, answer.Case, answer.TargetLabel, answer.Arm, answer.Question, answer.Position, answer.Purpose, answer.Control, answer.Withdrawn,
        marks, overlap.MassInside, overlap.AreaInside, overlap.Hit, overlap.Iou);
}
