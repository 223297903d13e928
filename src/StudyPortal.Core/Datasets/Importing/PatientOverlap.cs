namespace StudyPortal.Core.Datasets;

/// <summary>Finds patients whom the source's folds put into more than one split: nothing measured on such a set can be trusted.</summary>
internal static class PatientOverlap
{
    /// <summary>Takes all cases of such patients out and says which they were.</summary>
    public static IReadOnlyList<SourceCase> Remove(IReadOnlyList<SourceCase> cases, ICollection<SourceProblem> problems)
    {
        var leaking = new HashSet<string>(StringComparer.Ordinal);
        foreach (var patient in cases.GroupBy(c => c.Patient, StringComparer.Ordinal))
        {
            var splits = patient.Select(c => c.Split).Distinct().ToList();
            if (splits.Count == 1 || !leaking.Add(patient.Key)) continue;
            foreach (var image in patient)
                problems.Add(new SourceProblem(image.Origin.Split(',')[0], image.Line, $"The patient of this row is in {string.Join(" and ", splits.Order().Select(split => split?.ToString() ?? "Train or Validation"))}. Put all images of a patient into one fold."));
        }

        return [.. cases.Where(c => !leaking.Contains(c.Patient))];
    }
}
