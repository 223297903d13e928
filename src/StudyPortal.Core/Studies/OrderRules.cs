namespace StudyPortal.Core.Studies;

/// <summary>What an order plan must hold so that every reader's order can be made.</summary>
internal static class OrderRules
{
    public static IEnumerable<string> Problems(OrderPlan plan)
    {
        if (plan.MinimumDistance < 1) yield return "Maps of one case are at least 1 place apart.";
        if (plan.Repeats < 0) yield return "The number of repeats cannot be below 0.";
        if (plan.Sessions < 1) yield return "The reading has at least one session.";
        if (plan.Controls is { RandomWeights: < 0 } or { Edges: < 0 } or { OtherPatient: < 0 }) yield return "The number of hidden controls cannot be below 0.";
    }

    /// <summary>The plan, lowered to what this sample allows.</summary>
    public static OrderPlan Within(OrderPlan plan, StudySample sample)
    {
        var (cases, controls) = (sample.Cases.Count, sample.Controls.Count);
        return plan with
        {
            MinimumDistance = plan.Kind == OrderKind.LatinSquare && controls > 0 ? Math.Min(plan.MinimumDistance, LatinOrder.MostDistance(cases)) : plan.MinimumDistance,
            Repeats = Math.Min(plan.Repeats, plan.Kind == OrderKind.Shuffle ? cases - controls : cases),
        };
    }

    /// <param name="plan">What was asked for.</param>
    /// <param name="shape">What was drawn for it.</param>
    public static IEnumerable<string> Problems(OrderPlan plan, OrderShape shape)
    {
        var asked = plan.Controls.Total;
        if (shape.Places(plan) < plan.Sessions) yield return $"{plan.Sessions} sessions for {shape.Places(plan)} maps; ask for fewer sessions.";
        if (asked == 0) yield break;
        if (asked > shape.Cases)
            yield return $"A case has one hidden control at most: {asked} are more than the {shape.Cases} cases of the sample.";
        else if (plan.Kind == OrderKind.Shuffle && asked + plan.Repeats > shape.Cases)
            yield return $"In one shuffle a case has one repeat or one hidden control at most: {plan.Repeats} repeats and {asked} controls are more than the {shape.Cases} cases of the sample.";
        else if (shape.Controls.Count < asked)
            yield return "There are too few cases of one label from two patients for the maps of another patient; ask for fewer such controls.";
        if (plan.Kind == OrderKind.LatinSquare && LatinOrder.MostDistance(shape.Cases) is var most && Math.Min(plan.MinimumDistance, shape.Cases) > most)
            yield return $"With hidden controls, maps of one case can be kept at most {most} places apart; lower the distance.";
    }
}
