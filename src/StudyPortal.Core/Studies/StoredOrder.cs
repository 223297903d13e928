namespace StudyPortal.Core.Studies;

/// <summary>Turns a computed order into the rows that are kept; from then on the rows are the order.</summary>
internal static class StoredOrder
{
    /// <param name="study">An open study, or one that is opening.</param>
    /// <param name="arms">By ordinal.</param>
    /// <param name="items">One per arm and case of the sample.</param>
    /// <param name="reader">Whose order.</param>
    public static IEnumerable<ReadingSlot> For(Study study, IReadOnlyList<StudyArm> arms, IReadOnlyList<StudyItem> items, StudyReader reader)
    {
        var sample = StudySample.Of(study).Cases;
        var byPlace = items.ToDictionary(i => (i.CaseId, i.ArmId));
        return ReadingOrder.For(sample.Count, arms.Count, study.OrderPlan, reader.Number).Select((place, index) => new ReadingSlot
        {
            Id = ReadingSlotId.New(),
            StudyId = study.Id,
            ReaderId = reader.Id,
            Position = index + 1,
            ItemId = byPlace[(sample[place.Case].CaseId, arms[place.Arm].Id)].Id,
            IsRepeat = place.IsRepeat,
        });
    }
}
