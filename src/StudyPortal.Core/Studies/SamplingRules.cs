namespace StudyPortal.Core.Studies;

/// <summary>What a sampling plan must hold before anything is drawn by it.</summary>
internal static class SamplingRules
{
    public static IEnumerable<string> Problems(SamplingPlan plan)
    {
        if (plan.Strata.Any(s => s.Count < 0)) yield return "A stratum cannot have fewer than 0 cases.";
        if (plan.Calibration < 0) yield return "The calibration block cannot have fewer than 0 cases.";
        if (plan.Strata.DistinctBy(s => s.Name).Count() < plan.Strata.Count) yield return "A label has two strata; give it one.";
        if (plan.Strata.Any(s => s is { IsDiscordant: true, Outcome: not null }))
            yield return "A discordant stratum has no outcome; the models disagree about it.";
        var ordinary = plan.Strata.Where(s => !s.IsDiscordant).ToList();
        if (ordinary.Select(s => s.Outcome is null).Distinct().Count() > 1) yield return "Draw either by label or by outcome: a case can be in one stratum only.";
        if (ordinary.Any(s => s.Outcome is not null) && plan.Predictions?.Reference is null)
            yield return "Choose the model whose outcomes divide the cases.";
        if (plan.Strata.Any(s => s.IsDiscordant) && (plan.Predictions?.Compared.Count ?? 0) < 2)
            yield return "Only two or more models can disagree about a case; choose them, or draw no discordant cases.";
    }
}
