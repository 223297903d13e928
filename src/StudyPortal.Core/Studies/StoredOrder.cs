namespace StudyPortal.Core.Studies;

/// <summary>Turns a computed order into the rows that are kept; from then on the rows are the order.</summary>
internal static class StoredOrder
{
    /// <param name="study">An open study, or one that is opening.</param>
    /// <param name="arms">By ordinal.</param>
    /// <param name="items">One per arm and case of the sample and of the calibration block, and one per control.</param>
    /// <param name="reader">Whose order.</param>
    public static IEnumerable<ReadingSlot> For(Study study, IReadOnlyList<StudyArm> arms, IReadOnlyList<StudyItem> items, StudyReader reader) =>
        Slots(study, StudySample.Of(study), study.OrderPlan, arms, items, reader, isPilot: false);

    /// <summary>The same over the pilot's cases, without repeats, calibration and controls, and from a seed of its own.</summary>
    public static IEnumerable<ReadingSlot> ForPilot(Study study, IReadOnlyList<StudyArm> arms, IReadOnlyList<StudyItem> items, StudyReader reader)
    {
        var plan = study.OrderPlan with { Seed = StableSeed.Of(study.OrderSeed, "pilot"), Repeats = 0, Sessions = 1, Controls = default };
        var sample = StudySample.Of(study);
        return Slots(study, new StudySample(sample.Plan, PilotCases(sample.Cases, study.PilotCases)), plan, arms, items, reader, isPilot: true);
    }

    /// <summary>The first cases of the sample, taken from its strata in turn.</summary>
    internal static IReadOnlyList<DrawnCase> PilotCases(IReadOnlyList<DrawnCase> sample, int count) =>
    [
        .. sample.GroupBy(c => c.Stratum).SelectMany(stratum => stratum.Select((drawn, rank) => (Drawn: drawn, Rank: rank)))
            .OrderBy(c => c.Rank).Take(count).Select(c => c.Drawn),
    ];

    private static IEnumerable<ReadingSlot> Slots(
        Study study, StudySample sample, OrderPlan plan, IReadOnlyList<StudyArm> arms, IReadOnlyList<StudyItem> items, StudyReader reader, bool isPilot)
    {
        var ofArm = items.Where(i => i.Control is null).ToDictionary(i => (i.CaseId, i.ArmId), i => i.Id);
        var controls = items.Where(i => i.Control is not null).ToDictionary(i => i.CaseId, i => i.Id);
        var order = OrderAlgorithm.Order(study.OrderAlgorithm, OrderShape.Of(sample, arms.Count), plan, reader.Number);
        return order.Select((place, index) => new ReadingSlot
        {
            Id = ReadingSlotId.New(),
            StudyId = study.Id,
            ReaderId = reader.Id,
            Position = index + 1,
            Session = plan.SessionOf(index, order.Count),
            ItemId = place.Purpose switch
            {
                SlotPurpose.Control => controls[sample.Controls[place.Index].CaseId],
                SlotPurpose.Calibration => ofArm[(sample.Calibration[place.Index].CaseId, arms[place.Arm].Id)],
                _ => ofArm[(sample.Cases[place.Index].CaseId, arms[place.Arm].Id)],
            },
            Purpose = place.Purpose,
            IsPilot = isPilot,
        });
    }
}
