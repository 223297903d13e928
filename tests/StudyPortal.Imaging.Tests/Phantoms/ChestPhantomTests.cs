using StudyPortal.Imaging.Phantoms;

namespace StudyPortal.Imaging.Tests.Phantoms;

public sealed class ChestPhantomTests
{
    private static readonly PhantomCase[] Cases = [.. Enumerable.Range(0, 120).Select(new ChestPhantom(7, 64).Draw)];

    [Fact]
    public void The_same_seed_and_index_give_the_same_case()
    {
        var again = new ChestPhantom(7, 64).Draw(5);

        Assert.Equal(Cases[5].Image.Pixels, again.Image.Pixels);
        Assert.Equal(Cases[5].Lesions, again.Lesions);
        Assert.NotEqual(Cases[5].Image.Pixels, new ChestPhantom(8, 64).Draw(5).Image.Pixels);
        Assert.NotEqual(Cases[5].Image.Pixels, Cases[6].Image.Pixels);
    }

    [Fact]
    public void Every_lesion_box_lies_in_the_image()
    {
        Assert.All(Cases.SelectMany(drawn => drawn.Lesions), lesion =>
        {
            Assert.True(lesion.Box is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 });
            Assert.True(lesion.Box.X + lesion.Box.Width <= 64 && lesion.Box.Y + lesion.Box.Height <= 64);
        });
    }

    [Theory]
    [InlineData(PhantomFinding.Mass)]
    [InlineData(PhantomFinding.Effusion)]
    [InlineData(PhantomFinding.Cardiomegaly)]
    public void Findings_follow_their_prevalence(PhantomFinding finding)
    {
        // Binomial(120, 0.4) lies within 48 +- 4 standard deviations (21.5).
        Assert.InRange(Cases.Count(drawn => drawn.Has(finding)), 27, 69);
    }

    [Fact]
    public void Prevalence_zero_and_one_are_exact()
    {
        var sure = new ChestPhantom(1, 32, new PhantomPrevalence(1, 0, 1));

        Assert.All(Enumerable.Range(0, 20).Select(sure.Draw), drawn =>
            Assert.Equal([PhantomFinding.Mass, PhantomFinding.Cardiomegaly], drawn.Lesions.Select(lesion => lesion.Finding)));
    }

    [Fact]
    public void An_effusion_makes_the_lung_bases_brighter()
    {
        var with = Mean(new PhantomPrevalence(0, 1, 0));
        var without = Mean(new PhantomPrevalence(0, 0, 0));

        Assert.True(with > without + 5, $"lung bases {with:F1} with fluid, {without:F1} without");

        static double Mean(PhantomPrevalence prevalence) =>
            Enumerable.Range(0, 40).Select(new ChestPhantom(3, 64, prevalence).Draw).Average(drawn =>
                Enumerable.Range(40, 10).Average(row => Enumerable.Range(12, 8).Concat(Enumerable.Range(44, 8)).Average(column => (double)drawn.Image[row, column])));
    }

    [Fact]
    public void A_large_heart_has_a_wider_box_than_the_mass_it_stands_beside()
    {
        var both = Enumerable.Range(0, 10).Select(new ChestPhantom(4, 128, new PhantomPrevalence(1, 0, 1)).Draw);

        Assert.All(both, drawn => Assert.True(drawn.Lesions[1].Box.Width > drawn.Lesions[0].Box.Width));
    }
}
