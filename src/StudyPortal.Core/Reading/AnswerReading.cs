using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Reading;

/// <summary>Whether an answer is one to its question, and whether the question can be answered now.</summary>
internal static class AnswerReading
{
    /// <summary>Null when the value is none that this question takes here.</summary>
    public static async Task<AnswerValue?> ReadAsync(PortalDb db, OwnSlot own, Question question, JsonElement? given, CancellationToken cancellationToken)
    {
        if (given is not { } value) return question.AllowsCannotJudge ? AnswerValue.CannotJudge : null;
        if (question.Form.Read(value) is not { } read) return null;
        return question.Form is not MarksForm || await FitAsync(db, own.Item.CaseId, read, cancellationToken) ? read : null;
    }

    public static string Expectation(Question question) =>
        $"'{question.Prompt}' takes {question.Form.Expectation}{(question.AllowsCannotJudge ? ", or null with cannotJudge" : "")}.";

    /// <summary>Where questions are asked of the image alone, they come first and are locked by the map.</summary>
    public static async Task<SubmitOutcome?> StepRefusalAsync(PortalDb db, OwnSlot own, Question question, CancellationToken cancellationToken)
    {
        var revealed = await MapReveal.IsDoneAsync(db, own, cancellationToken);
        return (question.Step, revealed) switch
        {
            (ReadingStep.ImageAlone, true) => new SubmitOutcome.Refused(Refusal.MapShown),
            (ReadingStep.WithMap, false) => new SubmitOutcome.Refused(Refusal.MapNotShown),
            _ => null,
        };
    }

    public static async Task<SubmitOutcome?> SignedRefusalAsync(PortalDb db, OwnSlot own, CancellationToken cancellationToken) =>
        !own.Slot.IsPilot && await ReadingSignature.Standing(db).AnyAsync(s => s.ReaderId == own.Reader.Id, cancellationToken)
            ? new SubmitOutcome.Refused(Refusal.UnderSignature)
            : null;

    private static async Task<bool> FitAsync(PortalDb db, CaseId shown, AnswerValue read, CancellationToken cancellationToken)
    {
        var size = await db.Set<Case>().Where(c => c.Id == shown).Select(c => new { c.Width, c.Height, Slices = db.Set<CaseSlice>().Count(s => s.CaseId == shown) }).SingleAsync(cancellationToken);
        return Mark.ListOf(read.Json!).All(mark => mark.FitsIn(size.Width, size.Height, Math.Max(1, size.Slices)));
    }
}
