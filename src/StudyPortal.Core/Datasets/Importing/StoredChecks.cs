namespace StudyPortal.Core.Datasets;

/// <summary>What only the decoded pixels can tell.</summary>
internal static class StoredChecks
{
    /// <summary>Leaves out boxes outside their image, and images that lie pixel for pixel in two splits; both become problems.</summary>
    public static IReadOnlyList<StoredCase> Apply(IReadOnlyList<StoredCase> cases, ICollection<SourceProblem> problems)
    {
        var leaking = new HashSet<StoredCase>(ReferenceEqualityComparer.Instance);
        foreach (var same in cases.GroupBy(c => c.Pixels).Where(same => same.Count() > 1))
        {
            var first = same.First();
            foreach (var copy in same.Skip(1))
            {
                var leaks = copy.Source.Split != first.Source.Split;
                problems.Add(new SourceProblem(copy.Source.File, null, $"The same pixels as {first.Source.File}{(leaks ? ", which is in another split: keep one of them" : "")}.", IsNote: !leaks));
                if (leaks) leaking.Add(copy);
            }
        }

        return [.. cases.Where(c => !leaking.Contains(c)).Select(c => c with { Source = c.Source with { Boxes = Inside(c, problems) } })];
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
