import pandas as pd

from brecha import datasets
from brecha.lessons.cdnow import LAST_DAY, all_orders, known_orders, later_days, order_days

KNOWN = datasets.load("cdnow_customers").set_index("customer")


def test_the_orders_are_those_of_the_file():
    ours, file = all_orders(), datasets.load("cdnow")
    assert list(ours) == ["customer", "date", "cds", "dollars"]
    assert ours.astype({"date": str}).equals(file[list(ours)].astype({"date": str}))
    assert ours["date"].dt.normalize().equals(ours["date"])


def test_two_orders_of_one_day_are_one_purchase():
    # Counted by others, from the same orders: cdnow_customers.
    days = order_days()
    assert not days.duplicated().any()
    again = days[days["date"] <= LAST_DAY].groupby("customer")["date"].count() - 1
    assert again.tolist() == KNOWN["repeat_purchases"].tolist()


def test_what_came_later_is_counted_for_everybody():
    later = later_days()
    assert later.index.tolist() == KNOWN.index.tolist()
    # As in lesson 11: 1,882 days of 684 customers.
    assert (later.sum(), (later > 0).sum()) == (1882, 684)


def test_a_customer_by_hand():
    # Number 1 ordered four times: on 1 and 18 January, 2 August and 12 December.
    dates = all_orders().loc[all_orders()["customer"] == 1, "date"].dt.strftime("%m-%d")
    assert dates.tolist() == ["01-01", "01-18", "08-02", "12-12"]
    assert known_orders([1])["cds"].tolist() == [2, 2, 1]
    assert later_days()[1] == 1


def test_known_orders_keep_the_order_of_the_shop_and_are_a_new_table():
    found = known_orders(iter([8, 1]))
    assert found["customer"].is_monotonic_increasing
    assert set(found["customer"]) == {1, 8}
    assert found["date"].max() <= LAST_DAY
    assert found.index.equals(pd.RangeIndex(len(found)))
    found["cds"] = 0
    assert known_orders([1])["cds"].sum() == 5


def test_of_nobody_nothing_is_known():
    assert known_orders([]).empty
