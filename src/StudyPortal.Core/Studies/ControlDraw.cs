using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>Draws the cases of a sample that get a hidden control, by the order's seed; the arms take turns.</summary>
internal static class ControlDraw
{
    /// <summary>Fewer than asked for where the sample has too few cases, or too few of one label from two patients.</summary>
    public static IReadOnlyList<PlannedControl> Of(SamplePreview sample, int arms, OrderPlan plan)
    {
        var random = new Random(StableSeed.Of(plan.Seed, "controls"));
        var free = sample.Cases.ToArray();
        random.Shuffle(free);
        var others = OtherPatients(free, sample, plan.Controls.OtherPatient, arms, random);
        var rest = free.ExceptBy(others.Select(c => c.CaseId), c => c.CaseId).Select(c => c.CaseId).ToList();
        var weights = rest.Take(plan.Controls.RandomWeights).Select((id, index) => new PlannedControl(ControlKind.RandomWeights, id, index % arms, id));
        var edges = rest.Skip(plan.Controls.RandomWeights).Take(plan.Controls.Edges).Select(id => new PlannedControl(ControlKind.Edges, id, null, id));
        return [.. others, .. weights, .. edges];
    }

    private static List<PlannedControl> OtherPatients(DrawnCase[] free, SamplePreview sample, int count, int arms, Random random)
    {
        var drawn = new List<PlannedControl>();
        foreach (var shown in free)
        {
            if (drawn.Count == count) break;
            var sources = Sources(shown, sample);
            if (sources.Count > 0)
                drawn.Add(new PlannedControl(ControlKind.OtherPatient, shown.CaseId, drawn.Count % arms, sources[random.Next(sources.Count)]));
        }
        return drawn;
    }

    private static List<CaseId> Sources(DrawnCase shown, SamplePreview sample) => [.. sample.Cases
        .Where(c => c.TargetLabel == shown.TargetLabel && sample.Patients[c.CaseId] != sample.Patients[shown.CaseId])
        .Select(c => c.CaseId)];
}
