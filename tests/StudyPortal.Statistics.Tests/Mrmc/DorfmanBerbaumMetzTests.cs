using StudyPortal.Statistics.Mrmc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Mrmc;

public sealed class DorfmanBerbaumMetzTests
{
    public static TheoryData<string> Vectors => ["mrmc_dbm__imrmc_example", "mrmc_dbm__penedo", "mrmc_dbm__ruschin"];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Mean_squares_components_and_tests_equal_those_of_RJafroc(string name)
    {
        using var oracle = Oracle.Read(name);

        var analysis = DorfmanBerbaumMetz.Of(oracle.Sample());

        var squares = analysis.MeanSquares;
        foreach (var (key, square) in new[]
        {
            ("t", squares.Arms), ("r", squares.Readers), ("c", squares.Cases), ("tr", squares.ArmsByReaders),
            ("tc", squares.ArmsByCases), ("rc", squares.ReadersByCases), ("trc", squares.Residual),
        })
        {
            oracle.Agrees("mean_squares." + key, square.Value);
            oracle.Agrees("degrees_of_freedom." + key, square.Df);
        }

        oracle.Agrees("variance_components.reader", analysis.Components.Reader);
        oracle.Agrees("variance_components.case", analysis.Components.Case);
        oracle.Agrees("variance_components.treatment_reader", analysis.Components.ArmByReader);
        oracle.Agrees("variance_components.treatment_case", analysis.Components.ArmByCase);
        oracle.Agrees("variance_components.reader_case", analysis.Components.ReaderByCase);
        oracle.Agrees("variance_components.error", analysis.Components.Error);
        oracle.Agrees("random_readers_random_cases", analysis.RandomReadersRandomCases);
        oracle.Agrees("fixed_readers_random_cases", analysis.FixedReadersRandomCases);
        oracle.Agrees("random_readers_fixed_cases", analysis.RandomReadersFixedCases);
        oracle.HasNothingLeft();
    }
}
