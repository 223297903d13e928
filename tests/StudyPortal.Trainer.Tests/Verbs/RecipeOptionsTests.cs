using System.CommandLine;
using StudyPortal.Learning.Training;
using StudyPortal.Trainer.Modelling;
using StudyPortal.Trainer.Verbs;

namespace StudyPortal.Trainer.Tests.Verbs;

public sealed class RecipeOptionsTests
{
    [Theory]
    [InlineData("", false, false, false)]
    [InlineData("--bfloat16 none", false, false, false)]
    [InlineData("--bfloat16 attack", true, false, false)]
    [InlineData("--bfloat16 all --shuffle-labels", true, true, true)]
    public void Precision_and_shuffled_labels_reach_the_recipe(string words, bool attack, bool training, bool shuffled)
    {
        var recipe = Read(words);

        Assert.Equal((attack, training, shuffled), (recipe.AttackInBFloat16, recipe.TrainInBFloat16, recipe.ShuffledLabels));
    }

    [Fact]
    public void A_recipe_for_a_control_has_shuffled_labels()
    {
        Assert.True(Read("--recipe control-phantom-shuffled").ShuffledLabels);
        Assert.True(Read("--recipe control-small-cxr-shuffled").ShuffledLabels);
    }

    private static TrainingRecipe Read(string words)
    {
        RecipeOptions options = new();
        Command verb = new("train");
        options.AddTo(verb);
        return RecipeReader.Read(options.Read(verb.Parse(words)).Recipe);
    }
}
