namespace StudyPortal.Core.Studies;

/// <summary>Turns a computed order into the rows that are kept; from then on the rows are the order.</summary>
internal static class StoredOrder
{
    /// <param name="study">An open study, or one that is opening.</param>
    /// <param name="arms">By ordinal.</param>
    /// <param name="items">One per arm and case of the sample.</param>
    /// <param name="reader">Whose order.</param>
    public static IEnumerable<ReadingSlot> For(Study study, IReadOnlyList<StudyArm> arms, IReadOnlyList<StudyItem> items, StudyReader reader) =>
        Slots(study, StudySample.Of(study).Cases, study.OrderPlan, arms, items, reader, isPilot: false);

    /// <summary>The same over the pilot's cases, without repeats and from a seed of its own.</summary>
    public static IEnumerable<ReadingSlot> ForPilot(Study study, IReadOnlyList<StudyArm> arms, IReadOnlyList<StudyItem> items, StudyReader reader)
    {
        var plan = study.OrderPlan with { Seed = StableSeed.Of(study.OrderSeed, "pilot"), Repeats = 0 };
        return Slots(study, PilotCases(StudySample.Of(study).Cases, study.PilotCases), plan, arms, items, reader, isPilot: true);
    }

    /// <summary>The first cases of the sample, taken from its strata in turn.</summary>
    internal static IReadOnlyList<DrawnCase> PilotCases(IReadOnlyList<DrawnCase> sample, int count) =>
    [
        .. sample.GroupBy(c => c.Stratum).SelectMany(stratum => stratum.Select((drawn, rank) => (Drawn: drawn, Rank: rank)))
            .OrderBy(c => c.Rank).Take(count).Select(c => c.Drawn),
    ];

    private static IEnumerable<ReadingSlot> Slots(
        Study study, IReadOnlyList<DrawnCase> sample, OrderPlan plan, IReadOnlyList<StudyArm> arms, IReadOnlyList<StudyItem> items, StudyReader reader, bool isPilot)
    {
        var byPlace = items.ToDictionary(i => (i.CaseId, i.ArmId));
        return ReadingOrder.For(sample.Count, arms.Count, plan, reader.Number).Select((place, index) => new ReadingSlot
        {
            Id = ReadingSlotId.New(),
            StudyId = study.Id,
            ReaderId = reader.Id,
            Position = index + 1,
            ItemId = byPlace[(sample[place.Case].CaseId, arms[place.Arm].Id)].Id,
            IsRepeat = place.IsRepeat,
            IsPilot = isPilot,
        });
    }
}
