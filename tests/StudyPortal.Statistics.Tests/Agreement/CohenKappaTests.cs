using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Agreement;

public sealed class CohenKappaTests
{
    private static readonly double[] Scale = [0, 1, 2, 3, 4, 5];

    private static readonly (string Name, AgreementWeights Weights)[] Weightings =
    [
        ("unweighted", AgreementWeights.None), ("linear", AgreementWeights.Linear), ("quadratic", AgreementWeights.Quadratic),
    ];

    public static TheoryData<string> Vectors => Oracle.Family("cohen_kappa");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Kappa_and_its_errors_equal_those_of_vcd_under_every_weighting(string name)
    {
        using var oracle = Oracle.Read(name);
        var categories = oracle.Series("categories").OfType<double>().ToList();
        foreach (var (weighting, weights) in Weightings)
        {
            if (oracle.Input.TryGetProperty("ratings", out _))
            {
                AgreesOnPairs(oracle, weighting, PairwiseKappa.Of(oracle.Matrix("ratings"), categories, weights));
                continue;
            }

            var kappa = CohenKappa.Of(oracle.Series("reader_1"), oracle.Series("reader_2"), categories, weights);
            oracle.Agrees("n", kappa.Cases);
            Agrees(oracle, weighting + ".", kappa);
            Agrees(oracle, string.Empty, kappa);
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void Full_agreement_has_a_test_but_no_interval()
    {
        var kappa = CohenKappa.Of([0, 1, 2, 5], [0, 1, 2, 5], Scale, AgreementWeights.Quadratic);

        Assert.Equal(1, kappa.Kappa.Value);
        Assert.Equal(0, kappa.StandardError.Value);
        Assert.Null(kappa.Kappa.Interval);
        Assert.Contains("not certain", kappa.Kappa.Reason, StringComparison.Ordinal);
        Assert.InRange(kappa.PValue.Value!.Value, 0, 0.1);
    }

    [Theory]
    [InlineData(AgreementWeights.None)]
    [InlineData(AgreementWeights.Linear)]
    public void Readers_who_share_no_category_have_kappa_0_and_no_test_where_their_frequencies_alone_decide(AgreementWeights weights)
    {
        var kappa = CohenKappa.Of([0, 1, 2, 0], [4, 5, 4, 3], Scale, weights);

        Assert.Equal(0, kappa.Kappa.Value);
        Assert.Equal(kappa.Observed.Value!.Value, kappa.Expected.Value!.Value, 1e-14);
        Assert.False(kappa.StandardError.IsDefined);
        Assert.Contains("frequencies alone", kappa.PValue.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Quadratic_kappa_is_the_concordance_correlation_coefficient()
    {
        double?[] first = [0.5, 1, 1.5, 3, 3, 2, 0.5, 2], second = [1, 1, 2, 3, 2, 2.5, 0, 2];
        var kappa = CohenKappa.Of(first, second, [0, 0.5, 1, 1.5, 2, 2.5, 3], AgreementWeights.Quadratic);

        // Krippendorff 1970; Lin 1989 with variances over n: 2 s_xy / (s_x^2 + s_y^2 + (x - y)^2).
        var (x, y) = (first.OfType<double>().ToList(), second.OfType<double>().ToList());
        var covariance = x.Zip(y, (a, b) => (a - x.Average()) * (b - y.Average())).Average();
        var spread = x.Average(a => Math.Pow(a - x.Average(), 2)) + y.Average(b => Math.Pow(b - y.Average(), 2));
        Assert.Equal(2 * covariance / (spread + Math.Pow(x.Average() - y.Average(), 2)), kappa.Kappa.Value!.Value, 1e-14);
    }

    [Fact]
    public void Lights_mean_leaves_out_pairs_without_kappa_and_counts_the_rest()
    {
        var ratings = RatingMatrix.FromRows([[1, 1, 1], [1, 1, 2], [null, null, 3]]);

        var pairwise = PairwiseKappa.Of(ratings, Scale, AgreementWeights.None);

        Assert.Contains("0/0", pairwise.Pairs[0].Kappa.Kappa.Reason, StringComparison.Ordinal);
        Assert.Equal(2, pairwise.DefinedPairs);
        Assert.Equal(0, pairwise.LightMean.Value);
        Assert.False(PairwiseKappa.Of(RatingMatrix.FromRows([[1], [2]]), Scale, AgreementWeights.None).LightMean.IsDefined);
    }

    [Fact]
    public void Readers_without_a_common_case_have_no_kappa()
    {
        var kappa = CohenKappa.Of([1, null], [null, 2], Scale, AgreementWeights.None);

        Assert.Equal("the readers have no case in common", kappa.Kappa.Reason);
        Assert.False(kappa.Observed.IsDefined);
    }

    [Fact]
    public void A_rating_off_the_declared_scale_is_refused_with_its_place()
    {
        var offScale = Assert.Throws<ArgumentException>(() => CohenKappa.Of([1, 2], [1, 7], Scale, AgreementWeights.None));
        var inMatrix = Assert.Throws<ArgumentException>(
            () => PairwiseKappa.Of(RatingMatrix.FromRows([[1, 2], [1, 2.5]]), Scale, AgreementWeights.None));

        Assert.Contains("Rating 1 of the second reader is 7: expected a declared category, one of 0; 1", offScale.Message, StringComparison.Ordinal);
        Assert.Contains("Rating 1 of reader 1 is", inMatrix.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CohenKappa.Of([1], [1, 2], Scale, AgreementWeights.None));
        Assert.Throws<ArgumentException>(() => CohenKappa.Of([1], [1], [1, 1], AgreementWeights.None));
        Assert.Throws<ArgumentException>(() => CohenKappa.Of([], [], [], AgreementWeights.None));
    }

    private static void AgreesOnPairs(Oracle oracle, string weighting, PairwiseKappa pairwise)
    {
        foreach (var (index, pair) in pairwise.Pairs.Index())
        {
            oracle.Agrees($"pairs[{index}].reader_1", pair.FirstReader);
            oracle.Agrees($"pairs[{index}].reader_2", pair.SecondReader);
            oracle.Agrees($"pairs[{index}].n", pair.Kappa.Cases);
            Agrees(oracle, $"pairs[{index}].{weighting}.", pair.Kappa);
        }

        oracle.Agrees($"light_mean_kappa.{weighting}", pairwise.LightMean);
    }

    private static void Agrees(Oracle oracle, string at, CohenKappa kappa)
    {
        oracle.Agrees(at + "p_observed", kappa.Observed);
        oracle.Agrees(at + "p_expected", kappa.Expected);
        oracle.Agrees(at + "value", kappa.Kappa);
        oracle.Agrees(at.TrimEnd('.'), kappa.Kappa.Interval);
        oracle.Agrees(at + "se", kappa.StandardError);
        oracle.Agrees(at + "se_null", kappa.NullStandardError);
        oracle.Agrees(at + "z", kappa.Z);
        oracle.Agrees(at + "p_value", kappa.PValue);
    }
}
