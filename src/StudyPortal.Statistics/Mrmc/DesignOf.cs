namespace StudyPortal.Statistics.Mrmc;

/// <summary>Finds the design of a study from which cells hold scores of which cases.</summary>
internal static class DesignOf
{
    /// <summary>Null where some readers work under several arms but not all of them, which no design here covers.</summary>
    public static MrmcDesign? Sample(MrmcSample sample)
    {
        var armsOf = Readers(sample).Select(reader => Arms(sample).Count(arm => !sample[arm, reader].IsEmpty)).ToList();
        if (armsOf.Any(arms => arms < sample.Arms)) return armsOf.All(arms => arms == 1) ? MrmcDesign.ReadersNestedInArms : null;

        if (Readers(sample).All(reader => Arms(sample).All(arm => sample[arm, reader].IsComplete))) return MrmcDesign.Factorial;

        if (sample.Readers > 1 && EachCase(sample, cell => cell.Reader)) return MrmcDesign.CasesNestedInReaders;

        if (sample.Arms > 1 && EachCase(sample, cell => cell.Arm)) return MrmcDesign.CasesNestedInArms;

        return FormGroups(sample) ? MrmcDesign.ReaderGroups : MrmcDesign.PartlyPaired;
    }

    /// <summary>The group of each reader: readers share a group that share a case.</summary>
    public static int[] Groups(MrmcSample sample) =>
        [.. Readers(sample).Select(reader => Readers(sample).First(other => Shared(sample[0, reader], sample[0, other]) > 0))];

    private static bool EachCase(MrmcSample sample, Func<(int Arm, int Reader), int> factor) =>
        Enumerable.Range(0, sample.Positives + sample.Negatives).All(@case => sample.ScoredBy(@case).Select(factor).Distinct().Count() == 1);

    /// <summary>Any two cells of a group have the same cases, any two of different groups none in common.</summary>
    private static bool FormGroups(MrmcSample sample)
    {
        var cells = Arms(sample).SelectMany(arm => Readers(sample).Select(reader => (Reader: reader, Cell: sample[arm, reader]))).ToList();
        var groups = Groups(sample);
        return cells.All(first => cells.All(second => groups[first.Reader] == groups[second.Reader]
            ? HaveSameCases(first.Cell, second.Cell)
            : Shared(first.Cell, second.Cell) == 0));
    }

    private static bool HaveSameCases(ScoredCell first, ScoredCell second) =>
        first.ScoredPositives.AsSpan().SequenceEqual(second.ScoredPositives)
        && first.ScoredNegatives.AsSpan().SequenceEqual(second.ScoredNegatives);

    private static int Shared(ScoredCell first, ScoredCell second) =>
        PairSums.Shared(first.ScoredPositives, second.ScoredPositives) + PairSums.Shared(first.ScoredNegatives, second.ScoredNegatives);

    private static IEnumerable<int> Readers(MrmcSample sample) => Enumerable.Range(0, sample.Readers);

    private static IEnumerable<int> Arms(MrmcSample sample) => Enumerable.Range(0, sample.Arms);
}
