using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>What of a plan a data set does not hold yet.</summary>
internal static class Additions
{
    /// <summary>Null when the source may be added to the set; else why not.</summary>
    public static string? Refusal(SourcePlan plan, PresentSet present)
    {
        var (name, adapter, labels) = (present.Dataset.Name, present.Dataset.Adapter, present.Dataset.Labels);
        if (adapter != plan.Adapter.Name)
            return $"There is already a data set called \"{name}\", read as \"{adapter}\", and this folder is read as \"{plan.Adapter.Name}\". Choose another name.";
        if (!labels.SequenceEqual(plan.Listing.Labels))
            return $"There is already a data set called \"{name}\" with the labels {Listed(labels)}, and this folder has {Listed(plan.Listing.Labels)}. Choose another name, or the same label columns in the same order.";
        return present.HasCasesWithoutSource
            ? $"There is already a data set called \"{name}\" whose cases do not say which files they are, so nothing can be added to it. Choose another name."
            : null;
    }

    /// <summary>The new cases, and how many are there. Those of a patient who is in the set go where he is; a fold of the source that says otherwise is refused.</summary>
    public static (IReadOnlyList<SourceCase> Added, int Present) Of(SourcePlan plan, PresentSet present, Pseudonyms pseudonyms, ICollection<SourceProblem> problems)
    {
        var added = new List<SourceCase>();
        var missing = plan.Cases.Where(source => !present.HasSource(ImportKey.OfSource(source.File, pseudonyms))).ToList();
        foreach (var source in missing)
            if (present.SplitOf(pseudonyms.Patient(source.Patient)) is not { } split || split == source.Split) added.Add(source);
            else if (plan.SplitSeed is not null) added.Add(source with { Split = split });
            else problems.Add(new SourceProblem(source.Origin.Split(',')[0], source.Line, $"The patient of this row is in {source.Split} here and in {split} in the data set. Put all images of a patient into one fold."));
        return (added, plan.Cases.Count - missing.Count);
    }

    private static string Listed(IReadOnlyList<string> labels) => labels.Count == 0 ? "no labels" : string.Join(", ", labels);
}
