using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Rates every open place of a study that is declared simulated; refused for any other.</summary>
public sealed class SimulateRatings(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, int seed, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.ratings-simulated", $"seed {seed}");
        return StudyChange.RunAsync(databases, clock, study, audit, async (db, found, now) =>
        {
            if (!found.IsSimulated) return ["People read this study; only a study made as a simulation can be rated by a program."];
            if (!StudyLifecycle.IsRead(found.State)) return [$"Only a study that is open or in pilot can be rated; this one is {StudyLifecycle.Word(found.State)}."];
            await RateAsync(db, found, seed, now, cancellationToken);
            return null;
        }, cancellationToken);
    }

    private static async Task RateAsync(PortalDb db, Study study, int seed, DateTime now, CancellationToken cancellationToken)
    {
        var question = await db.Set<Question>().Where(q => q.StudyId == study.Id).Select(q => q.Id).SingleAsync(cancellationToken);
        foreach (var reader in await db.Set<StudyReader>().Where(r => r.StudyId == study.Id && r.RemovedUtc == null).ToListAsync(cancellationToken))
        {
            var simulated = new SimulatedReader(StableSeed.Of(seed, reader.Code));
            foreach (var (slot, mass, area) in await OpenPlacesAsync(db, reader.Id, study.State == StudyState.Pilot, question, cancellationToken))
            {
                var value = simulated.Rate(mass, area) is { } score ? AnswerValue.Scored(score) : AnswerValue.CannotJudge;
                var answer = new Answer { SlotId = slot.Id, QuestionId = question };
                db.Add(answer);
                db.Add(answer.Change(value, new AnswerSource(Guid.NewGuid(), reader.AccountId, now, simulated.NextViewing(), "simulated")));
                (reader.CurrentPosition, reader.LastSeenUtc) = (slot.Position, now);
            }
        }
    }

    private static async Task<List<(ReadingSlot Slot, double? Mass, double? Area)>> OpenPlacesAsync(
        PortalDb db, StudyReaderId reader, bool inPilot, QuestionId question, CancellationToken cancellationToken)
    {
        var places = await (
            from slot in db.Set<ReadingSlot>()
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join map in db.Set<SaliencyMap>() on item.SaliencyMapId equals map.Id
            where slot.ReaderId == reader && slot.IsPilot == inPilot && item.WithdrawnUtc == null && !db.Set<Answer>().Any(a => a.SlotId == slot.Id && a.QuestionId == question)
            orderby slot.Position
            select new { Slot = slot, IsOfCase = map.CaseId == item.CaseId, map.MassInside, map.AreaInside }).ToListAsync(cancellationToken);
        return [.. places.Select(p => (p.Slot, p.IsOfCase ? p.MassInside : null, p.IsOfCase ? p.AreaInside : null))];
    }
}
