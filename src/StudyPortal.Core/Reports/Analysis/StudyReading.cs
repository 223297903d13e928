using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>What the readers of a study did: the part of an analysis set that changes until the study closes.</summary>
internal sealed record StudyReading(
    IReadOnlyList<RatingFacts> Ratings, IReadOnlyList<ExclusionFacts> Exclusions, IReadOnlyList<AnswerFacts> Answers, IReadOnlyList<AnswerEventFacts> History,
    IReadOnlyList<PlaceFacts> Places, IReadOnlyList<ReaderFacts> Participants)
{
    public static async Task<StudyReading> ReadAsync(PortalDb db, StudyId study, CancellationToken cancellationToken)
    {
        var questions = await db.Set<Question>().AsNoTracking().Where(q => q.StudyId == study).OrderBy(q => q.Position).ToListAsync(cancellationToken);
        var places = await PlaceReading.ReadAsync(db, study, cancellationToken);
        var events = (await EventsAsync(db, study, cancellationToken)).ToLookup(change => (change.SlotId, change.QuestionId));
        var history = places.SelectMany(place => questions.SelectMany(question => events[(place.Slot, question.Id)].Select(change => Fact(place.Place, question, change)))).ToList();
        var participants = await ParticipantReading.ReadAsync(db, study, history, cancellationToken);
        var slots = await SlotReader.ReadAsync(db, study, places, questions, events, participants, cancellationToken);
        return new StudyReading(
            [.. slots.Select(slot => slot.ToRating()).OfType<RatingFacts>()],
            [.. slots.Select(slot => slot.ToExclusion()).OfType<ExclusionFacts>()],
            [.. slots.Select(slot => slot.ToAnswer()).OfType<AnswerFacts>()],
            history,
            [.. places.Select(place => place.Place)],
            participants);
    }

    private static Task<List<AnswerEvent>> EventsAsync(PortalDb db, StudyId study, CancellationToken cancellationToken) => (
        from change in db.Set<AnswerEvent>().AsNoTracking()
        join slot in db.Set<ReadingSlot>() on change.SlotId equals slot.Id
        where slot.StudyId == study
        orderby change.Version
        select change).ToListAsync(cancellationToken);

    private static AnswerEventFacts Fact(PlaceFacts place, Question question, AnswerEvent change) => new(
        place.Reader, place.Case, place.TargetLabel, place.Arm, question.Position, place.Position, place.Session, place.Purpose, place.Control, place.IsPilot,
        change.OldValue, change.NewValue, change.Version, change.AtUtc, change.ActiveMilliseconds, change.MapMilliseconds, change.Reason,
        Stored<ScreenFacts>(change.ScreenJson), Stored<ViewFacts>(change.ViewJson));

    private static T? Stored<T>(string json) where T : class => json.Length == 0 ? null : JsonSerializer.Deserialize<T>(json, PortalJson.Options);
}
