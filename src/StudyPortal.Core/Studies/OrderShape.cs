namespace StudyPortal.Core.Studies;

/// <summary>What there is to put in order; cases, arms and controls are numbered from 0.</summary>
/// <param name="Cases">Cases of the sample; each has one item per arm.</param>
/// <param name="Arms">How many.</param>
/// <param name="Calibration">Cases of the calibration block; each has one item per arm, too.</param>
/// <param name="Controls">The hidden controls.</param>
internal sealed record OrderShape(int Cases, int Arms, int Calibration, IReadOnlyList<ControlShape> Controls)
{
    public int Places(OrderPlan plan) => (Cases + Calibration) * Arms + Math.Min(plan.Repeats, Cases) + Controls.Count;

    public static OrderShape Of(StudySample sample, int arms)
    {
        var places = sample.Cases.Select((c, place) => (c.CaseId, place)).ToDictionary(c => c.CaseId, c => c.place);
        return new OrderShape(
            sample.Cases.Count, arms, sample.Calibration.Count, [.. sample.Controls.Select(c => new ControlShape(places[c.CaseId], places[c.MapCaseId]))]);
    }
}

/// <summary>The case whose image a control shows, and the case whose map it lays over.</summary>
internal readonly record struct ControlShape(int Case, int MapCase);

/// <summary>One place of an order: a case of the sample or of the calibration block with an arm, or a control.</summary>
internal readonly record struct OrderedPlace(SlotPurpose Purpose, int Index, int Arm);
