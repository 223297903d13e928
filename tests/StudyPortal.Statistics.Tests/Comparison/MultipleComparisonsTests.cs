using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class MultipleComparisonsTests
{
    public static TheoryData<string> Vectors => Oracle.Family("p_adjust");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Adjusted_p_values_equal_those_of_R(string name)
    {
        using var oracle = Oracle.Read(name);
        var pValues = oracle.Series("p");
        AgreesOnEach(oracle, "bonferroni", MultipleComparisons.Bonferroni(pValues));
        AgreesOnEach(oracle, "holm", MultipleComparisons.Holm(pValues));
        AgreesOnEach(oracle, "bh", MultipleComparisons.BenjaminiHochberg(pValues));
        oracle.HasNothingLeft();
    }

    [Fact]
    public void A_p_value_outside_0_to_1_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleComparisons.Holm([0.2, 1.2]));

    private static void AgreesOnEach(Oracle oracle, string method, IReadOnlyList<double?> adjusted)
    {
        foreach (var (index, p) in adjusted.Index())
            oracle.Agrees($"{method}[{index}]", p);
    }
}
