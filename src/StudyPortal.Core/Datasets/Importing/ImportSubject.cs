namespace StudyPortal.Core.Datasets;

/// <summary>An import whose source was read.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Id">The import's own.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Plan">The cases that are to come.</param>
/// <param name="Key">See <see cref="ImportKey"/>.</param>
/// <param name="Present">The set that they are added to; null for a new one.</param>
/// <param name="There">How many cases of the source it holds already.</param>
/// <param name="Problems">What was refused and noted so far, by the names of the files.</param>
/// <param name="Names">What of them may be kept.</param>
internal sealed record ImportSubject(ImportRequest Request, Guid Id, string Actor, SourcePlan Plan, string Key, PresentSet? Present, int There, List<SourceProblem> Problems, StoredNames Names)
{
    /// <summary>The problems as they may be kept.</summary>
    public IReadOnlyList<SourceProblem> Kept => [.. Problems.Select(Names.Of)];

    /// <summary>Null when so many new cases may be imported; else why not.</summary>
    public string? Refusal(int cases)
    {
        var refused = Problems.Where(problem => !problem.IsNote).ToList();
        if (cases + There == 0) return refused is [var only, ..] ? $"No image can be imported. First problem: {Names.Of(only)}" : "No image can be imported: the folder has none.";
        if (refused is [] || Request.SkipBadRows) return null;
        return FormattableString.Invariant($"{refused.Count} rows or files cannot be imported, so nothing was. First problem: {Names.Of(refused[0])} Mend them, or import again leaving bad rows out.");
    }
}
