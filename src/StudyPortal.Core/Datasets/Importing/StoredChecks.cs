namespace StudyPortal.Core.Datasets;

/// <summary>What only the decoded pixels can tell.</summary>
internal static class StoredChecks
{
    /// <summary>Leaves out boxes outside their image, and images that lie pixel for pixel in two splits; both become problems.</summary>
    /// <param name="cases">In the order of the source.</param>
    /// <param name="present">The set that they are added to; null for a new one.</param>
    /// <param name="problems">Gets what was found.</param>
    public static IReadOnlyList<StoredCase> Apply(IReadOnlyList<StoredCase> cases, PresentSet? present, ICollection<SourceProblem> problems)
    {
        var kept = new List<StoredCase>(cases.Count);
        var first = cases.Select(c => c.Pixels).Distinct().ToDictionary(pixels => pixels, pixels => present?.SameAs(pixels));
        foreach (var stored in cases)
        {
            if (first[stored.Pixels] is not { } same)
            {
                first[stored.Pixels] = ($"\"{stored.Source.File}\"", stored.Source.SplitGiven);
                kept.Add(stored);
                continue;
            }

            var leaks = stored.Source.SplitGiven != same.Split;
            problems.Add(new SourceProblem(stored.Source.File, null, $"The same pixels as {same.Where}{(leaks ? ", which is in another split: keep one of them" : "")}.", IsNote: !leaks));
            if (!leaks) kept.Add(stored);
        }

        return [.. kept.Select(c => c.Source.Boxes.Count == 0 ? c : c with { Source = c.Source with { Boxes = Inside(c, problems) } })];
    }

    private static List<SourceBox> Inside(StoredCase stored, ICollection<SourceProblem> problems)
    {
        var boxes = stored.Source.Boxes.Select(box => box.For(stored.Facts.Width, stored.Facts.Height)).ToList();
        var inside = boxes.Where(box => box.LiesIn(stored.Facts.Width, stored.Facts.Height)).ToList();
        foreach (var box in boxes.Except(inside))
            problems.Add(new SourceProblem(box.File, box.Line, $"The box reaches outside its image of {stored.Facts.Width} x {stored.Facts.Height} pixels."));
        return inside;
    }
}
