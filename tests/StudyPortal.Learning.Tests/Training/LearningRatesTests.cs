using System.Text.Json;
using StudyPortal.Learning.Training;

namespace StudyPortal.Learning.Tests.Training;

public sealed class LearningRatesTests
{
    [Fact]
    public void The_learning_rate_falls_after_each_milestone_as_in_PyTorch()
    {
        using Oracle oracle = new("units");
        LearningRates rates = new(new TrainingRecipe { LearningRate = 1e-2, Milestones = [100, 200] }, stepsPerEpoch: 3);
        foreach (JsonProperty epoch in oracle.Values.GetProperty("multistep").GetProperty("lr_of_epoch").EnumerateObject())
        {
            int number = int.Parse(epoch.Name, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(epoch.Value.GetDouble(), rates.At(Losses(new double[number - 1]), 2), 1e-12);
        }
    }

    [Fact]
    public void A_cosine_after_a_warm_up_is_that_of_PyTorch_step_by_step()
    {
        JsonElement expected = TorchValues.Of("cosine");
        TrainingRecipe recipe = new()
        {
            Schedule = ScheduleKind.Cosine,
            LearningRate = expected.Number("learningRate"),
            MinimumLearningRate = expected.Number("minimum"),
            WarmUpSteps = expected.GetProperty("warmUpSteps").GetInt32(),
            Epochs = 4,
        };
        int perEpoch = expected.GetProperty("steps").GetInt32() / recipe.Epochs;
        LearningRates rates = new(recipe, perEpoch);
        float[] actual = [.. Enumerable.Range(0, recipe.Epochs * perEpoch)
            .Select(step => (float)rates.At(Losses(new double[step / perEpoch]), step % perEpoch))];
        TorchValues.AssertClose(expected.Floats("rates"), actual, 1e-8);
    }

    [Fact]
    public void On_a_plateau_of_the_loss_the_rate_falls_when_that_of_PyTorch_does() => AssertPlateaus(
        "plateau_min", SelectionRule.Loss, figure => new EpochResult(1, 0, ValidationLoss: figure, 0.5));

    [Fact]
    public void On_a_plateau_of_the_AUC_the_rate_falls_when_that_of_PyTorch_does() => AssertPlateaus(
        "plateau_max", SelectionRule.Auc, figure => new EpochResult(1, 0, 1, ValidationAuc: figure));

    [Fact]
    public void A_constant_rate_is_only_warmed_up()
    {
        LearningRates rates = new(new TrainingRecipe { Schedule = ScheduleKind.Constant, LearningRate = 0.1, WarmUpSteps = 4 }, 3);
        Assert.Equal([0.025, 0.05, 0.075], Enumerable.Range(0, 3).Select(step => Math.Round(rates.At([], step), 12)));
        Assert.Equal(0.1, rates.At(Losses(new double[9]), 0));
    }

    private static void AssertPlateaus(string name, SelectionRule rule, Func<double, EpochResult> epoch)
    {
        JsonElement expected = TorchValues.Of(name);
        LearningRates rates = new(new TrainingRecipe
        {
            Schedule = ScheduleKind.Plateau,
            Selection = rule,
            LearningRate = expected.Number("learningRate"),
            DecayFactor = expected.Number("factor"),
            PlateauPatience = expected.GetProperty("patience").GetInt32(),
            MinimumLearningRate = expected.Number("minimum"),
        }, stepsPerEpoch: 3);
        List<EpochResult> epochs = [.. expected.GetProperty("figures").EnumerateArray().Select(figure => epoch(figure.GetDouble()))];
        float[] actual = [.. Enumerable.Range(0, epochs.Count + 1).Select(over => (float)rates.At(epochs[..over], 1))];
        TorchValues.AssertClose(expected.Floats("rates"), actual, 1e-8);
    }

    private static List<EpochResult> Losses(double[] losses) => [.. losses.Select((loss, index) => new EpochResult(index + 1, loss, loss, 0.5))];
}
