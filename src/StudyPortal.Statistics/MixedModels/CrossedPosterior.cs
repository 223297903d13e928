using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// The normal approximation to the random effects given the ratings. With A = Z'W Z of the ratings' weights and S the diagonal of the two
/// variances, which may be 0: G = (A + S^-1)^-1, by elimination of the large factor, whose block of A is diagonal.
/// O(ratings + large levels x small levels^2).
/// </summary>
internal sealed class CrossedPosterior
{
    private readonly FactorPair weights;
    private readonly double[][] meetings;
    private readonly double[] kept;
    private readonly double[] shares;
    private readonly double small;
    private readonly Matrix<double> remaining;
    private readonly Matrix<double> inverse;

    public CrossedPosterior(CrossedLayout layout, Func<int, double> weight, double large, double small)
    {
        this.small = small;
        weights = FactorPair.Sums(layout, weight);
        meetings = [.. weights.Large.Select(_ => new double[layout.SmallLevels])];
        for (var index = 0; index < layout.Count; index++)
            meetings[layout.Large[index]][layout.Small[index]] += weight(index);
        kept = [.. weights.Large.Select(sum => 1 / (1 + (large * sum)))];
        shares = [.. kept.Select(share => large * share)];
        remaining = Remaining();
        var cholesky = (Matrix<double>.Build.DenseIdentity(layout.SmallLevels) + (remaining * small)).Cholesky();
        inverse = cholesky.Solve(Matrix<double>.Build.DenseIdentity(layout.SmallLevels));
        LogDeterminant = cholesky.DeterminantLn - kept.Sum(Math.Log);
    }

    /// <summary>log |I + S A|.</summary>
    public double LogDeterminant { get; }

    /// <summary>G t.</summary>
    public FactorPair Apply(FactorPair t)
    {
        var right = Vector<double>.Build.DenseOfArray(t.Small);
        for (var level = 0; level < shares.Length; level++)
        {
            for (var column = 0; column < right.Count; column++)
                right[column] -= shares[level] * t.Large[level] * meetings[level][column];
        }

        double[] ofSmall = [.. inverse * right * small];
        return new FactorPair([.. t.Large.Select((value, level) => shares[level] * (value - Meeting(level, ofSmall)))], ofSmall);
    }

    /// <summary>A x.</summary>
    public FactorPair Weigh(FactorPair x)
    {
        double[] ofSmall = [.. x.Small.Zip(weights.Small, (value, weight) => value * weight)];
        for (var level = 0; level < shares.Length; level++)
        {
            for (var column = 0; column < ofSmall.Length; column++)
                ofSmall[column] += x.Large[level] * meetings[level][column];
        }

        return new FactorPair([.. x.Large.Select((value, level) => (weights.Large[level] * value) + Meeting(level, x.Small))], ofSmall);
    }

    /// <summary>The variance of the sum of the two effects of each rating.</summary>
    public double[] Variances(CrossedLayout layout)
    {
        var loads = Loads();
        double[] own = [.. shares.Select((share, level) => share + (share * share * loads[level]))];
        double[][] across = [.. meetings.Select((row, level) => (inverse * Vector<double>.Build.Dense(row) * (small * shares[level])).ToArray())];
        return [.. Enumerable.Range(0, layout.Count).Select(index =>
        {
            var (i, j) = (layout.Large[index], layout.Small[index]);
            return own[i] - (2 * across[i][j]) + (small * inverse[j, j]);
        })];
    }

    /// <summary>The derivatives of log |I + S A| by the two variances, the weights held.</summary>
    public (double Large, double Small) LogDeterminantSlopes() => (
        Loads().Select((load, level) => (weights.Large[level] * kept[level]) - (kept[level] * kept[level] * load)).Sum(),
        inverse.PointwiseMultiply(remaining).Enumerate().Sum());

    /// <summary>The small factor's block of A once the large one is eliminated.</summary>
    private Matrix<double> Remaining()
    {
        var rest = Matrix<double>.Build.DenseOfDiagonalArray(weights.Small).ToArray();
        for (var level = 0; level < shares.Length; level++)
        {
            var row = meetings[level];
            for (var i = 0; i < row.Length; i++)
            {
                for (var j = 0; j < row.Length; j++)
                    rest[i, j] -= shares[level] * row[i] * row[j];
            }
        }

        return Matrix<double>.Build.DenseOfArray(rest);
    }

    private double[] Loads() =>
        [.. meetings.Select(row => Vector<double>.Build.Dense(row)).Select(row => small * (row * (inverse * row)))];

    private double Meeting(int level, double[] ofSmall) => meetings[level].Zip(ofSmall, (weight, value) => weight * value).Sum();
}
