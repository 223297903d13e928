namespace StudyPortal.Core.Datasets;

/// <summary>Finds patients whom the source's folds put into more than one split: nothing measured on such a set can be trusted.</summary>
internal static class PatientOverlap
{
    /// <summary>Takes all cases of such patients out and says which they were.</summary>
    public static IReadOnlyList<SourceCase> Remove(IReadOnlyList<SourceCase> cases, ICollection<SourceProblem> problems)
    {
        var clean = new List<SourceCase>();
        foreach (var patient in cases.GroupBy(c => c.Patient, StringComparer.Ordinal))
        {
            var splits = patient.Select(c => c.Split).Distinct().ToList();
            if (splits.Count == 1) clean.AddRange(patient);
            else
                foreach (var image in patient)
                    problems.Add(new SourceProblem(image.Origin.Split(',')[0], image.Line, $"The patient of this row is in {string.Join(" and ", splits.Order())}. Put all images of a patient into one fold."));
        }

        return [.. clean.OrderBy(c => c.Line).ThenBy(c => c.File, StringComparer.Ordinal)];
    }
}
