using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Core.Tests.Reports;

public sealed class TableErrorTests
{
    [Theory]
    [InlineData("reader,case,rating\n", "r.csv has no column arm")]
    [InlineData("reader,case,arm,rating\nR1,1,a,6\n", "r.csv, line 2, column rating: '6' is not on the scale; expected a whole number from 0 to 5")]
    [InlineData("reader,case,arm,rating\nR1,1,a,2.5\n", "line 2, column rating: '2.5' is not on the scale")]
    [InlineData("reader,case,arm,rating\nR1,1,a,x\n", "line 2, column rating: 'x' is not a number")]
    [InlineData("reader,case,arm,rating\nR1,1,a,1\nR1,1,a,2\n", "line 3, column rating: reader R1 has rated this case of this arm in line 2 already")]
    [InlineData("reader,case,arm,rating\nR1,1,a,1\n,1,a,2\n", "line 3, column reader: is empty")]
    [InlineData("reader,case,arm,rating\nR1,1,a\n", "line 2: the row has more or fewer cells")]
    [InlineData("reader,case,arm,rating\n", "r.csv has a header line but no rows")]
    public void A_rating_that_cannot_be_used_is_named_by_line_and_column(string table, string expected)
    {
        using var text = new StringReader(table);
        var problem = Assert.Throws<TableException>(() => AnalyseRatings.From(text, "r.csv", RatingScale.OfPortal, new AnalysisPlan(), CancellationToken.None));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,l,yes,m,0.5\n", "line 2, column truth: 'yes' is neither 1 nor 0")]
    [InlineData("1,l,1,m,0.5\n1,l,0,n,0.5\n", "line 3, column truth: '0' contradicts line 2")]
    [InlineData("1,l,1,m,0.5\n1,l,1,m,0.6\n", "line 3, column score: the model has scored this case and label in line 2 already")]
    [InlineData("1,l,1,m,NaN\n", "line 2, column score: 'NaN' is not a number")]
    public void A_score_that_cannot_be_used_is_named_by_line_and_column(string rows, string expected)
    {
        using var text = new StringReader("case,label,truth,model,score\n" + rows);
        var problem = Assert.Throws<TableException>(() => AnalyseScores.From(text, "s.csv", new AnalysisPlan(), CancellationToken.None));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_rating_is_missing_and_zero_is_a_rating()
    {
        using var text = new StringReader("reader,case,arm,rating\nR1,1,a,0\nR2,1,a,\nR1,2,a,1\nR2,2,a,1\n");
        var results = AnalyseRatings.From(text, "r.csv", RatingScale.OfPortal, new AnalysisPlan(), CancellationToken.None);

        Assert.Equal(1, results.LeftOut);
        Assert.Equal([1, 2, 0, 0, 0, 0], results.Results.Arms[0].Counts);
        Assert.Equal(1, results.Results.Agreement.CompleteMaps);
    }
}
